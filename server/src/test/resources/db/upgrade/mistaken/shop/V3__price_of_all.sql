update shop.purchase set price = cents / 100.0;
create table shop.half_done (a integer);
update shop.purchase set price = price / 0;
