require('fs').promises.readFile('/nowhere.txt');
