update shop.purchase set price = cents / 100.0;
select pg_sleep(60);
alter table shop.purchase alter column price set not null;
