-- revision: init
<<<<<<< HEAD
-- down_revision: none
=======
-- down_revision: first
>>>>>>> other

-- +up
CREATE TABLE orders (id bigint PRIMARY KEY);

-- +down
DROP TABLE orders;
