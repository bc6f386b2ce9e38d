-- case: The longer part gives way first
-- covers: create-table/unique, create-table/references
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt (c int UNIQUE REFERENCES p CHECK (c > 0));
CREATE TABLE s (cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc int UNIQUE REFERENCES p CHECK (cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc > 0));
CREATE TABLE tttttttttttttttttttttttttttttttttttttttt (cccccccccccccccccccccccccccccccccccccccc int UNIQUE REFERENCES p GENERATED ALWAYS AS IDENTITY);
