using PhotoShare.Dance.Pages;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDancePages();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapDancePages();
app.Run();
