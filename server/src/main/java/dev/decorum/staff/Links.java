package dev.decorum.staff;

import dev.decorum.database.DecorumProperties;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Links that let somebody in. The address holds a secret, the table only its keyed digest, made
/// for one purpose.
@Repository
class Links {

  /// @param member null for the set-up
  record Link(UUID id, @Nullable MemberId member) {}

  private static final String NAME = "staff.link.name";
  private static final String EMAIL = "staff.link.email";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;
  private final DecorumProperties properties;

  Links(JdbcClient jdbc, Vault vault, Clock clock, DecorumProperties properties) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
    this.properties = properties;
  }

  /// Makes a link and ends older ones of the same purpose and member.
  URI renew(LinkPurpose purpose, MemberId member) {
    end(purpose, member);
    return create(purpose, member);
  }

  URI create(LinkPurpose purpose, @Nullable MemberId member) {
    var secret = Secret.random();
    var now = Timestamps.now(clock);
    var validity = purpose.validity();
    jdbc.sql(
            """
            insert into staff.link (id, token_digest, purpose, member_id, created_at, expires_at)
            values (:id, :digest, :purpose, cast(:member as uuid), :now, cast(:expires as timestamptz))
            """)
        .param("id", RowIds.next())
        .param("digest", digest(purpose, secret))
        .param("purpose", purpose.word())
        .param("member", member == null ? null : member.id())
        .param("now", Timestamps.of(now))
        .param("expires", validity == null ? null : Timestamps.of(now.plus(validity)))
        .update();
    return URI.create(properties.baseUrl() + purpose.path() + "?key=" + secret.text());
  }

  Optional<Link> find(LinkPurpose purpose, Secret secret) {
    return jdbc.sql(
            """
            select id, member_id
              from staff.link
             where token_digest = :digest
               and purpose = :purpose
               and (expires_at is null or expires_at > :now)
            """)
        .param("digest", digest(purpose, secret))
        .param("purpose", purpose.word())
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .query(
            (row, _) -> {
              var member = row.getObject("member_id", UUID.class);
              return new Link(
                  row.getObject("id", UUID.class), member == null ? null : new MemberId(member));
            })
        .optional();
  }

  /// What was answered under this link so far.
  Beginning beginning(Link link) {
    return jdbc.sql("select name, email from staff.link where id = :id")
        .param("id", link.id())
        .query(
            (row, _) ->
                new Beginning(
                    vault.openTextNullable(row.getBytes("name"), NAME, link.id()),
                    vault.openTextNullable(row.getBytes("email"), EMAIL, link.id())))
        .optional()
        .orElseThrow(LinkEnded::new);
  }

  void keep(Link link, Beginning beginning) {
    var key = vault.systemKey();
    jdbc.sql(
            """
            update staff.link
               set name = :name,
                   email = :email
             where id = :id
            """)
        .param("id", link.id())
        .param("name", vault.sealNullable(key, NAME, link.id(), beginning.name()))
        .param("email", vault.sealNullable(key, EMAIL, link.id(), beginning.email()))
        .update();
  }

  /// Uses a link up. Of several that try at the same time one gets true.
  boolean use(Link link) {
    return jdbc.sql("delete from staff.link where id = :id").param("id", link.id()).update() == 1;
  }

  void end(LinkPurpose purpose, MemberId member) {
    jdbc.sql("delete from staff.link where purpose = :purpose and member_id = :member")
        .param("purpose", purpose.word())
        .param("member", member.id())
        .update();
  }

  void endAll(LinkPurpose purpose) {
    jdbc.sql("delete from staff.link where purpose = :purpose")
        .param("purpose", purpose.word())
        .update();
  }

  void endAll(MemberId member) {
    jdbc.sql("delete from staff.link where member_id = :member")
        .param("member", member.id())
        .update();
  }

  void forgetExpired() {
    jdbc.sql("delete from staff.link where expires_at < :now")
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
  }

  private byte[] digest(LinkPurpose purpose, Secret secret) {
    return vault.digest("staff.link." + purpose.word(), secret.bytes());
  }
}
