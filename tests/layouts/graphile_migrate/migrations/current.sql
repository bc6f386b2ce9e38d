-- Enter migration here
ALTER TABLE users ADD COLUMN age int;
