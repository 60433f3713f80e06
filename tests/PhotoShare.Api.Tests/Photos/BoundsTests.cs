using System.Net;
using System.Net.Sockets;
using System.Text;
using PhotoShare.Api.Photos;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>What one caller can cost the others.</summary>
public sealed class BoundsTests
{
    [Fact]
    public async Task A_body_that_says_that_it_is_too_large_is_refused_before_it_is_read()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        api.UseKestrel(0);
        api.StartServer();
        var album = await api.AlbumAsync("ada");
        var address = new Uri(api.ClientOptions.BaseAddress.ToString());
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);

        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /albums/{album.Id}/photos HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {api.Realm.Token().Scopes("photos.write")}\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 500000000\r\n\r\n"));
        using var reader = new StreamReader(connection.GetStream());

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Image_work_beyond_the_queue_is_turned_away_at_once()
    {
        using var work = new ImageWork();
        using var hold = new ManualResetEventSlim();
        var waiting = Enumerable.Range(0, Environment.ProcessorCount + 64).Select(_ => work.RunAsync(() => { hold.Wait(); return true; }, CancellationToken.None)).ToArray();

        await Assert.ThrowsAsync<ImageWorkBusyException>(() => work.RunAsync(() => true, CancellationToken.None));
        hold.Set();
        await Task.WhenAll(waiting);

        Assert.True(await work.RunAsync(() => true, CancellationToken.None));
    }

    [Fact]
    public void Too_much_image_work_is_503_and_what_nobody_foresaw_500()
    {
        Assert.Equal((int)HttpStatusCode.ServiceUnavailable, PictureSetup.Status(new ImageWorkBusyException()));
        Assert.Equal((int)HttpStatusCode.InternalServerError, PictureSetup.Status(new InvalidOperationException()));
    }
}
