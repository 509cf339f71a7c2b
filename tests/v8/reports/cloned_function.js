structuredClone({ work: () => {} });
