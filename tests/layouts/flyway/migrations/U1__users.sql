DROP TABLE ${owner}_users;
