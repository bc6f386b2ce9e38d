-- case: A cost is negative
-- error: 22023
SET random_page_cost = -0.5;
