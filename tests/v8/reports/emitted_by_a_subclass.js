class My extends require("events") {}
new My().emit("error", new Error("sub"));
