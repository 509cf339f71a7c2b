process.nextTick(1);
