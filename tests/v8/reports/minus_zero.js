throw -0;
