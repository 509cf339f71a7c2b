const a = 1;
null.x;
