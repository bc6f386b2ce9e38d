-- case: a column may be left out that has a value of its own, or gets one on the way

CREATE DOMAIN kilos AS int DEFAULT 1;
CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number serial, weight kilos NOT NULL,
    sent date NOT NULL DEFAULT current_date, label text, twice int NOT NULL GENERATED ALWAYS AS (number * 2) STORED);
INSERT INTO parcels (label) VALUES ('a');
INSERT INTO parcels (number, label) VALUES (DEFAULT, 'a');
CREATE TABLE boxes (label text NOT NULL, note text);
CREATE FUNCTION give_label() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.label := 'x'; RETURN NEW; END $$;
CREATE TRIGGER label BEFORE INSERT ON boxes FOR EACH ROW EXECUTE FUNCTION give_label();
INSERT INTO boxes (note) VALUES ('a');
CREATE TABLE drawers (label text NOT NULL, note text);
CREATE RULE nothing AS ON INSERT TO drawers DO INSTEAD NOTHING;
INSERT INTO drawers (note) VALUES ('a');
CREATE TABLE shelves (label text NOT NULL, number int);
INSERT INTO shelves (number) VALUES (generate_series(1, 0));
INSERT INTO shelves (number) SELECT 1 WHERE false;
