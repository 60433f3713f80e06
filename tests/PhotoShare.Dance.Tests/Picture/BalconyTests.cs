using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Picture;
using PhotoShare.Dance.Tests.Samples;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Picture;

public sealed class BalconyTests
{
    [Fact]
    public void A_brokered_dance_within_the_dance_is_part_of_proving_who_one_is()
    {
        var steps = Balcony.Of(SampleDances.Federated());

        Assert.Equal([(1, 6), (7, 17), (18, 19), (20, 24), (25, 29)], steps.Select(step => (step.Hops[0].Number, step.Hops[^1].Number)));
        Assert.All(steps, step => Assert.Equal(StepState.Done, step.State));
        Assert.Equal("You prove who you are, to Friendbook, and Instapic believes it", steps[1].Title);
    }

    [Fact]
    public void What_a_realm_is_granted_at_the_other_is_not_told_as_the_clients()
    {
        var dance = SampleDances.Federated();
        var broker = dance.Hops.First(hop => hop.Step == HopSteps.TokenRequest && hop.From.Role == PartyRole.AuthorizationServer);
        dance = dance with { Hops = [.. dance.Hops.Select(hop => hop == broker ? hop with { Received = [new("scope", "openid email"), new("expires_in", "60")] } : hop)] };
        var told = Balcony.Of(dance).SelectMany(step => BalconyStory.Of(dance, step)).ToList();

        Assert.Equal("Granted: openid photos.read offline_access.", Assert.Single(told, line => line.StartsWith("Granted", StringComparison.Ordinal)));
        Assert.Equal("The access token lives 300 s.", Assert.Single(told, line => line.StartsWith("The access token", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refused_dance_ends_on_the_way_back_and_was_never_redeemed()
    {
        var dance = SampleDances.Refused();
        var steps = Balcony.Of(dance);

        Assert.Equal([StepState.Done, StepState.Done, StepState.Refused, StepState.NotReached, StepState.NotReached], steps.Select(step => step.State));
        Assert.Contains("You said no. That is an answer like any other: nothing was granted.", BalconyStory.Of(dance, steps[2]));
        Assert.Equal(["It did not come to this."], BalconyStory.Of(dance, steps[3]));
    }

    [Fact]
    public void A_failed_dance_fails_in_the_step_that_failed() =>
        Assert.Equal([StepState.Done, StepState.Done, StepState.Done, StepState.Failed, StepState.NotReached], Balcony.Of(SampleDances.Failed()).Select(step => step.State));

    [Fact]
    public void A_dance_under_way_says_what_the_person_is_doing()
    {
        var dance = SampleDances.UnderWay();
        var steps = Balcony.Of(dance);

        Assert.Equal([StepState.Done, StepState.GoingOn, StepState.NotReached, StepState.NotReached, StepState.NotReached], steps.Select(step => step.State));
        Assert.Contains("Going on: you are signing in.", BalconyStory.Of(dance, steps[1]));
    }

    [Fact]
    public void A_step_of_which_no_span_came_is_not_said_to_have_been_done()
    {
        var all = SampleDances.Federated();
        var without = all with { Hops = [.. all.Hops.Where(hop => hop.Number is < 20 or > 24)] };

        Assert.Equal(StepState.NotSeen, Balcony.Of(without)[3].State);
    }

    [Fact]
    public void Every_hop_is_in_exactly_one_step() => Assert.All(SampleDances.All(), dance =>
        Assert.Equal(dance.Hops.Select(hop => hop.Number), Balcony.Of(dance).SelectMany(step => step.Hops).Select(hop => hop.Number)));

    [Fact]
    public void Hops_of_any_order_and_any_lack_can_be_told() => Assert.All(Enumerable.Range(0, 200), seed =>
    {
        var random = new Random(seed);
        var all = SampleDances.All()[random.Next(9)];
        var some = all with { Hops = [.. all.Hops.Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next())], Outcome = (DanceOutcome)random.Next(4) };
        var steps = Balcony.Of(some);
        Assert.Equal(some.Hops.Count, steps.Sum(step => step.Hops.Count));
        Assert.All(steps, step => Assert.NotNull(BalconyStory.Of(some, step)));
    });
}
