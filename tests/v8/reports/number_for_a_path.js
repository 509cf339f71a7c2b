require('path').join(1);
