using PhotoShare.AuthorizationServer.Brokering;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.OwnAccount;
using PhotoShare.AuthorizationServer.Protocol;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.SignIn;
using PhotoShare.AuthorizationServer.Storage;

try
{
    var arguments = ServerArguments.Parse(args);
    var builder = WebApplication.CreateBuilder(arguments.Rest);
    arguments.RefuseProduction(builder.Environment);

    builder.AddServiceDefaults();
    builder.Services.AddRealms(arguments, builder.Configuration);
    builder.Services.AddRealmStores(builder.Configuration.DataDirectory());
    builder.Services.AddProtocol();
    builder.Services.AddPages(builder.Configuration.DataDirectory());
    builder.Services.AddSignIn();
    builder.Services.AddBrokering();
    builder.Services.AddOwnAccount();
    builder.Services.AddRealmHops();

    var app = builder.Build();
    app.UsePageSecurity();
    app.UseErrorPages();
    app.UseRealms();
    app.UseRealmHops();
    app.UseRouting();
    app.UseAuthentication();

    app.MapDefaultEndpoints();
    app.MapProtocol();
    app.MapSignIn();
    app.MapBroker();
    app.MapOwnAccount();
    app.MapPages();

    app.Run();
    return 0;
}
catch (Exception exception) when (exception is SetupException or RealmFileException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
