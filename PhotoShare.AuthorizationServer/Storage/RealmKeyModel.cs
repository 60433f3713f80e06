using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhotoShare.AuthorizationServer.Storage;

internal sealed class RealmKeyModel : IEntityTypeConfiguration<RealmKey>
{
    public void Configure(EntityTypeBuilder<RealmKey> builder) => builder.ToTable("Keys").HasKey(key => key.Id);
}
