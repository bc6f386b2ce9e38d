-- What PostgreSQL 18 adds.
CREATE TABLE newer2 (id int PRIMARY KEY);
CREATE TABLE newer (
    a int CONSTRAINT a_set NOT NULL,
    b int NOT NULL,
    c int GENERATED ALWAYS AS (a + b) VIRTUAL,
    CHECK (a > 0) NOT ENFORCED,
    FOREIGN KEY (a) REFERENCES newer2 NOT ENFORCED
);
