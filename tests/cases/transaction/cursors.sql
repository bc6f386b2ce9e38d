-- case: a cursor is declared, read, moved and closed in a transaction
CREATE TABLE bills (id int);
BEGIN;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
SET CONSTRAINTS ALL DEFERRED;
DECLARE all_bills SCROLL CURSOR FOR SELECT id FROM bills;
FETCH NEXT FROM all_bills;
MOVE FORWARD 2 IN all_bills;
CLOSE all_bills;
CREATE TABLE after_cursor (id int);
COMMIT;
