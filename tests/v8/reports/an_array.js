throw [1,2];
