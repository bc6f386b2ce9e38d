-- case: array literals may begin with their dimensions

CREATE TABLE parcels (id int, tags text[] DEFAULT '[2:3]={a,b}', sizes int[] DEFAULT ' [0:0] = {1}', none text[] DEFAULT '{}');
