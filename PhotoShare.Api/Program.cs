using PhotoShare.Api;
using PhotoShare.Api.Albums;
using PhotoShare.Api.Authentication;
using PhotoShare.Api.Data;
using PhotoShare.Api.Demo;
using PhotoShare.Api.Description;
using PhotoShare.Api.Photos;
using PhotoShare.Data;

// The resource server of one social network. Which network, and whose tokens it takes, is configuration (ApiOptions).
if (MigrationCommand.IsAsked(args))
    return await MigrationCommand.RunAsync<PhotoDatabase>(args, DataSetup.AddDatabase);

// TMPDIR may name a folder of a volume that is new.
Directory.CreateDirectory(Path.GetTempPath());

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddOptionsWithValidateOnStart<ApiOptions, ApiOptionsValidator>().Bind(builder.Configuration);
builder.Services.AddRealm();
builder.AddPhotoData();
builder.Services.AddPictures();
builder.Services.AddProblemDetails(PictureSetup.SayWhenToRetry);
builder.Services.AddApiDescription();
builder.Services.AddResponseHeaders();
builder.AddDemoAlbums();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = PictureSetup.Status });
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();

app.MapDefaultEndpoints();
app.MapApiDescription();

var people = app.MapGroup("").KeepPrivate().WithDemoAlbums(app);
people.MapGroup("").RequireAuthorization(Scopes.Read).MapAlbums().MapPhotos();
people.MapGroup("").RequireAuthorization(Scopes.Write).MapUpload();

app.Run();
return 0;
