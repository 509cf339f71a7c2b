JSON.parse("{\n \"a\": 1,\n  x}")
