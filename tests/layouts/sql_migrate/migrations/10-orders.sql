/* What is above
   the first part is passed over; a comment may be there. */
-- +migrate Up
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users
);
-- +migrate Down
DROP TABLE orders;
