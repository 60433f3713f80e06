using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PhotoShare.AuthorizationServer.Storage;

internal sealed class OneTimeUseModel : IEntityTypeConfiguration<OneTimeUse>
{
    public void Configure(EntityTypeBuilder<OneTimeUse> builder) => builder.ToTable("OneTimeUses").HasKey(use => use.Key);
}
