using PhotoShare.AuthorizationServer.Brokering;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.Protocol;
using PhotoShare.AuthorizationServer.SignIn;
using PhotoShare.AuthorizationServer.Storage;

var arguments = ServerArguments.Parse(args);
var builder = WebApplication.CreateBuilder(arguments.Rest);
builder.AddServiceDefaults();
builder.Services.AddRealms(arguments, builder.Configuration);
builder.Services.AddRealmStores(builder.Configuration["DataDirectory"] ?? "data");
builder.Services.AddProtocol();
builder.Services.AddPages(builder.Configuration["DataDirectory"] ?? "data");
builder.Services.AddSignIn();
builder.Services.AddBrokering();

var app = builder.Build();
app.UsePageSecurity();
app.UseErrorPages();
app.UseMiddleware<RealmRouting>();
app.UseMiddleware<SeeOther>();
app.UseRouting();
app.UseAuthentication();
app.MapDefaultEndpoints();
app.MapProtocol();
app.MapPages();
app.MapSignIn();
app.MapBroker();

app.Run();
