-- nothing

---- create above / drop below ----

