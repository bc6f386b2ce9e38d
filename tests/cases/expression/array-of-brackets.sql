-- case: an array literal has braces
-- error: 22P02

CREATE TABLE parcels (id int, tags text[] NOT NULL DEFAULT '[]');
