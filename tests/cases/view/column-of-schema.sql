-- case: A column with its schema is not one of an inner table of that name
-- covers: create-view/view
CREATE SCHEMA archive;
CREATE TABLE bill (id int);
CREATE TABLE archive.bill (nr int);
CREATE VIEW paid AS SELECT * FROM archive.bill WHERE EXISTS (SELECT 1 FROM public.bill WHERE archive.bill.nr = public.bill.id);
