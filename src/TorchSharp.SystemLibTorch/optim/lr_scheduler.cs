namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of the learning rate, as torch.optim.lr_scheduler.</summary>
        public static class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer; <see cref="step()"/> is called once an epoch, after it.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                private readonly Optimizer _optimizer;
                private readonly double[] _baseRates;

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    _ = verbose;
                    _optimizer = optimizer;
                    LastEpoch = last_epoch;
                    _baseRates = [.. optimizer.ParamGroups.Select(group => last_epoch < 0 ? group.InitialLearningRate = group.LearningRate : group.InitialLearningRate)];
                }

                /// <summary>How many epochs are behind.</summary>
                internal int LastEpoch { get; private set; }

                internal IReadOnlyList<double> BaseRates => _baseRates;

                public virtual void step() => step(null);

                /// <summary>Goes on to the next epoch, or to the given one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    IEnumerable<double> rates = epoch is null ? get_lr() : get_closed_form_lr();
                    foreach ((ILearningRateController group, double rate) in _optimizer.ParamGroups.Zip(rates.ToArray())) group.LearningRate = rate;
                }

                public IEnumerable<double> get_last_lr() => _optimizer.ParamGroups.Select(group => group.LearningRate);

                /// <summary>The rates of the next epoch, from the present ones.</summary>
                protected virtual IEnumerable<double> get_lr() => get_last_lr();

                /// <summary>The rates of <see cref="LastEpoch"/>, from the first ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();
            }

            /// <summary>Multiplies the rates by gamma every <paramref name="step_size"/> epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            public static class impl
            {
                public class StepLR : LRScheduler
                {
                    private readonly int _stepSize;
                    private readonly double _gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfLessThan(step_size, 1);
                        _stepSize = step_size;
                        _gamma = gamma;
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        double factor = LastEpoch > 0 && LastEpoch % _stepSize == 0 ? _gamma : 1;
                        return get_last_lr().Select(rate => rate * factor);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() =>
                        BaseRates.Select(rate => rate * Math.Pow(_gamma, LastEpoch / _stepSize));
                }
            }
        }
    }
}
