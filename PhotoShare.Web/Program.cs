using PhotoShare.Data;
using PhotoShare.ServiceDefaults.Redis;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Data;
using PhotoShare.Web.Forms;
using PhotoShare.Web.Keys;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Photos;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Sessions;
using PhotoShare.Web.SignIn;
using PhotoShare.Web.Watching;

if (MigrationCommand.IsAsked(args))
    return await MigrationCommand.RunAsync<WebDatabase>(args, DataSetup.AddDatabase);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRedisClient("cache", configureOptions: Reconnection.Soon);
builder.AddData();
builder.AddSigningKeys();
builder.AddSignIn();
builder.AddSessions();
builder.AddDance();
builder.AddConnections();
builder.AddPhotos();
builder.AddForms();
builder.AddWatching();
builder.Services.AddPages();

var app = builder.Build();
await app.PrepareDataAsync();

app.UsePublicUrl();
app.UsePageSecurity();
app.UseRequestHops();
app.UseResponseCompression();
app.UseProblemPages();
app.UseSignInTrace();
app.UseAuthentication();
app.UseAuthorization();

app.MapDefaultEndpoints();
app.MapKeySet();
app.MapPages();
app.MapSignIn();
app.MapDance();
app.MapConnections();
app.MapPhotoPages();

app.Run();
return 0;
