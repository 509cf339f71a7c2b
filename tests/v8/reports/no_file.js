require('fs').readFileSync('/nowhere.txt');
