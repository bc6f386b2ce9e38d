-- case: SQL comments anywhere
-- covers: create-table/table
/* before /* nested */ still */ CREATE -- inline
TABLE t ( -- a column
    a int /* its type */, -- 'quote
    b text DEFAULT '-- no comment' /* ; */
);
-- the end;
