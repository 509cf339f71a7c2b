console.log('imported');
await new Promise(() => {});
