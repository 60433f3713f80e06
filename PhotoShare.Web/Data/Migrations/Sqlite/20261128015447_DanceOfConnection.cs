using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PhotoShare.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DanceOfConnection : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Dance",
                table: "PendingConnections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Dance",
                table: "Connections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FirstReadUntil",
                table: "Connections",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Dance",
                table: "PendingConnections");

            migrationBuilder.DropColumn(
                name: "Dance",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "FirstReadUntil",
                table: "Connections");
        }
    }
}
