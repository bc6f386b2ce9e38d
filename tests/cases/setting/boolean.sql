-- case: A word is neither on nor off
-- error: 22023
SET row_security = maybe;
