alter table shop.purchase add column price numeric(10, 2);
