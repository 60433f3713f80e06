using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using PhotoShare.AuthorizationServer.SignIn;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>How accounts, their links and their sessions lie in a realm's database.</summary>
internal sealed class AccountModel :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<FederatedIdentity>, IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts").HasKey(account => account.Id);
        builder.HasIndex(account => account.Username).IsUnique();
        builder.Ignore(account => account.DisplayName);
        builder.Property(account => account.Attributes).HasConversion(new AsJson<ImmutableDictionary<string, ImmutableArray<string>>>(), ByJson<ImmutableDictionary<string, ImmutableArray<string>>>());
        builder.Property(account => account.Roles).HasConversion(new AsJson<ImmutableArray<string>>(), ByJson<ImmutableArray<string>>());
        builder.Property(account => account.Password).HasConversion(new AsJson<PasswordHash?>(), ByJson<PasswordHash?>());
    }

    public void Configure(EntityTypeBuilder<FederatedIdentity> builder)
    {
        builder.ToTable("FederatedIdentities").HasKey(identity => new { identity.Issuer, identity.Subject });
        builder.HasOne<Account>().WithMany().HasForeignKey(identity => identity.AccountId);
    }

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions").HasKey(session => session.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
        // SQLite can't compare DateTimeOffset: seconds since 1970 can be compared, and expired sessions deleted by them.
        builder.Property(session => session.AuthenticatedAt).HasConversion(new AsSeconds());
        builder.Property(session => session.LastSeenAt).HasConversion(new AsSeconds());
    }

    private static ValueComparer<T> ByJson<T>() => new(
        (left, right) => Text(left) == Text(right),
        value => Text(value).GetHashCode(StringComparison.Ordinal),
        value => value);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value);

    private sealed class AsJson<T>() : ValueConverter<T, string>(value => Text(value), text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!);

    private sealed class AsSeconds() : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeSeconds(), seconds => DateTimeOffset.FromUnixTimeSeconds(seconds));
}
