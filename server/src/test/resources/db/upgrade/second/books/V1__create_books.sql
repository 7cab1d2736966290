create schema if not exists books;

create table books.entry (
  purchase_no integer not null,
  amount numeric(10, 2) not null
);
