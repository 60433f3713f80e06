using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol;
using PhotoShare.AuthorizationServer.Storage;

var arguments = ServerArguments.Parse(args);
var builder = WebApplication.CreateBuilder(arguments.Rest);
builder.AddServiceDefaults();
builder.Services.AddRealms(arguments, builder.Configuration);
builder.Services.AddRealmStores(builder.Configuration["DataDirectory"] ?? "data");
builder.Services.AddScoped<PhotoShare.AuthorizationServer.Accounts.AccountStore>();
builder.Services.AddProtocol();
builder.Services.AddRazorComponents();
builder.Services.AddAntiforgery();
builder.Services.AddAuthentication("session").AddCookie("session");

var app = builder.Build();
app.UseMiddleware<RealmRouting>();
app.UseMiddleware<SeeOther>();
app.UseRouting();
app.UseAuthentication();
app.MapDefaultEndpoints();
app.MapProtocol();

app.Run();
