using PhotoShare.Web.Layout;
using PhotoShare.Web.Problems;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddPages();

var app = builder.Build();
app.UseProblemPages();
app.UseAntiforgery();
app.MapDefaultEndpoints();
app.MapPages();

app.Run();
