using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SttPowerShell.LocalService.Tests.Support;

/// <summary>Asynchronous recognition over HTTP.</summary>
internal static class RecognitionJobClient
{
    public static Task<Exchange> PostJobAsync(
        this HttpClient client, string query = "", byte[]? audio = null, string? customer = null)
    {
        ByteArrayContent content = new(audio ?? new byte[100]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/l16; rate=16000");
        if (customer is not null) content.Headers.Add("X-Watson-Metadata", $"customer_id={customer}");
        return client.SendAsync("POST", $"/v1/recognitions{query}", content);
    }

    /// <summary>Creates a job and gives its id.</summary>
    public static async Task<string> CreateJobAsync(
        this HttpClient client, string query = "", byte[]? audio = null, string? customer = null)
    {
        Exchange created = await client.PostJobAsync(query, audio, customer);
        Assert.True(created.Status == 201, created.Body);
        return (string)JsonNode.Parse(created.Body)!["id"]!;
    }

    public static async Task<JsonNode> GetJobAsync(this HttpClient client, string id)
    {
        Exchange answer = await client.SendAsync("GET", $"/v1/recognitions/{id}");
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!;
    }

    /// <summary>Waits until a job has a status, and gives it.</summary>
    public static async Task<JsonNode> WaitForJobAsync(
        this HttpClient client, string id, string status, Action? meanwhile = null)
    {
        for (int i = 0; ; i++)
        {
            JsonNode job = await client.GetJobAsync(id);
            if ((string?)job["status"] == status) return job;
            Assert.True(i < 3000, job.ToJsonString());
            meanwhile?.Invoke();
            await Task.Delay(10);
        }
    }
}
