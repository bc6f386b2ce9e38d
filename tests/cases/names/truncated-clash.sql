-- case: Names that are equal once cut are counted
-- covers: create-table/unique
CREATE TABLE tttttttttttttttttttttttttttttttttttttttttttttttttttt (
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1 int UNIQUE,
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa2 int UNIQUE,
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa3 int UNIQUE
);
