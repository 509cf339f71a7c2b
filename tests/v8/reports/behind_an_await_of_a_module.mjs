await new Promise((r) => setTimeout(r, 1));
null.x;
