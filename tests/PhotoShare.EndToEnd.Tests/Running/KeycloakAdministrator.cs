using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Running;

/// <summary>What Keycloak's administrator can do, by its admin API.</summary>
public sealed class KeycloakAdministrator(IAPIRequestContext http, RunningPhotoShare running)
{
    /// <summary>Takes back what a person granted a client: the consent, and all its sessions, offline ones too.</summary>
    public async Task RevokeConsentAsync(string realm, string username, string clientId)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {await TokenAsync()}" };
        var people = await SucceededAsync(http.GetAsync(Url($"/admin/realms/{realm}/users?username={username}&exact=true"), new() { Headers = headers }));
        var person = (await people.JsonAsync())!.Value[0].GetProperty("id").GetString();
        await SucceededAsync(http.DeleteAsync(Url($"/admin/realms/{realm}/users/{person}/consents/{clientId}"), new() { Headers = headers }));
    }

    private async Task<string> TokenAsync()
    {
        var form = http.CreateFormData();
        form.Set("grant_type", "password").Set("client_id", "admin-cli").Set("username", "admin").Set("password", running.AdminPassword);
        var answer = await SucceededAsync(http.PostAsync(Url("/realms/master/protocol/openid-connect/token"), new() { Form = form }));
        return (await answer.JsonAsync())!.Value.GetProperty("access_token").GetString()!;
    }

    private string Url(string path) => new Uri(running.AuthorizationServer, path).ToString();

    private static async Task<IAPIResponse> SucceededAsync(Task<IAPIResponse> answer)
    {
        var response = await answer;
        Assert.True(response.Ok, $"{response.Url} answered {response.Status}: {await response.TextAsync()}");
        return response;
    }
}
