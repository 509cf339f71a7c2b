setTimeout('code', 1);
