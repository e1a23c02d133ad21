using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Asynchronous recognition: <c>/v1/recognitions</c> (contract sections 7.3, 7.4).</summary>
internal sealed class RecognitionJobsResource(RequestPipeline pipeline)
{
    private const string Recognitions = "recognitions";

    /// <summary>
    /// Sends audio and gives the job that recognises it. A null content type lets the service find out. Once the
    /// service may have taken the audio it isn't sent again: each time would make another job.
    /// </summary>
    public async Task<RecognitionJobState> CreateAsync(
        RequestBody audio, string? contentType, RecognitionParameters parameters, RecognitionJobParameters job,
        CancellationToken cancel)
    {
        ServiceRequest request = new("createJob", HttpMethod.Post, RequestPath.Of("v1", Recognitions))
        {
            Query = QueryString.Join(
                QueryString.From(parameters), QueryString.From(job, WireJson.Plain.RecognitionJobParameters)),
            Body = audio,
            ContentType = RecognitionResource.TypeOf(contentType),
            CustomerId = parameters.CustomerId,
            LearningOptOut = parameters.LearningOptOut,
            Resource = parameters.LanguageCustomizationId ?? parameters.AcousticCustomizationId ?? parameters.Model,
        };
        return (await pipeline.GetAsync(request, WireJson.Plain.RecognitionJobState, cancel).ConfigureAwait(false))
            .Value;
    }

    /// <summary>The latest 100 jobs, without results and reasons of failure.</summary>
    public async Task<IReadOnlyList<RecognitionJobState>> ListAsync(CancellationToken cancel)
    {
        ServiceRequest request = new("checkJobs", HttpMethod.Get, RequestPath.Of("v1", Recognitions))
        {
            Repeatable = true,
        };
        return (await pipeline.GetAsync(request, WireJson.Plain.RecognitionJobStateList, cancel).ConfigureAwait(false))
            .Value.Recognitions!;
    }

    /// <summary>How a job is. Its results, which come with the answer, are read past and not kept.</summary>
    public async Task<RecognitionJobState> GetStateAsync(string id, CancellationToken cancel)
        => (await pipeline.GetAsync(About("checkJob", HttpMethod.Get, id), WireJson.Plain.RecognitionJobState, cancel)
            .ConfigureAwait(false)).Value;

    /// <summary>A job with its results.</summary>
    public Task<Answer<RecognitionJob>> GetAsync(string id, CancellationToken cancel)
        => pipeline.GetAsync(About("checkJob", HttpMethod.Get, id), WireJson.Plain.RecognitionJob, cancel);

    /// <summary>A job, and the service's own JSON text of it with its results, checked to be whole.</summary>
    public async Task<(RecognitionJobState Job, string Json)> GetRawAsync(string id, CancellationToken cancel)
    {
        (string json, RecognitionJobState job) = (await pipeline.GetTextAsync(
            About("checkJob", HttpMethod.Get, id), WireJson.Plain.RecognitionJobState, cancel).ConfigureAwait(false))
            .Value;
        return (job, json);
    }

    /// <summary>Removes a job with its results; refused while the service works at it.</summary>
    public Task DeleteAsync(string id, CancellationToken cancel)
        => pipeline.DoAsync(About("deleteJob", HttpMethod.Delete, id), cancel);

    private static ServiceRequest About(string operation, HttpMethod method, string id)
        => new(operation, method, RequestPath.Of("v1", Recognitions, id)) { Repeatable = true, Resource = id };
}
