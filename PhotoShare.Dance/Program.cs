using PhotoShare.Dance.Guards;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.Pages;
using PhotoShare.Dance.PassingOn;
using PhotoShare.Dance.Receiving;
using PhotoShare.Dance.Watching;

var builder = WebApplication.CreateBuilder(WatchingSetup.Settings(args));
builder.AddServiceDefaults();
builder.AddGuards();
builder.AddReceiving();
builder.AddWatching();
builder.AddKeeping();
builder.AddPassingOn();
builder.AddDancePages();

var app = builder.Build();
app.UseDancePages();
app.UseGuards();

app.MapDefaultEndpoints();
app.MapOtlp();
app.MapDancePages();
app.Run();
