-- case: A number is too large
-- error: 22023
SET extra_float_digits = 10;
