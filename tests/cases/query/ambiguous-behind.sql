-- case: the condition of a join does not see what is joined after it

CREATE TABLE parcels (id int, box int);
CREATE TABLE boxes (number int, shelf int);
CREATE TABLE shelves (number int);
CREATE VIEW placed AS SELECT parcels.id FROM parcels JOIN boxes ON box = number JOIN shelves ON shelf = shelves.number;
SELECT parcels.id FROM parcels JOIN boxes ON box = number JOIN shelves ON shelf = shelves.number;
