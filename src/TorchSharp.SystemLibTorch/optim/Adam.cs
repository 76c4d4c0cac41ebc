using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Adam; weight decay is added to the gradient.</summary>
    public class Adam : OptimizerHelper
    {
        private readonly Options _options;

        public Adam(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)])
        {
        }

        public Adam(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        {
            _options = new Options
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            };
            foreach (ParamGroup group in parameters) add_param_group(group);
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var group = (ParamGroup)param_group;
            group.Options.Complete(_options);
            Add(group, _options, parameter => new State(parameter));
        }

        public override Tensor? step(Func<Tensor>? closure = null) => Step<Options, State>(Update, closure);

        private static void Update(Options options, StepBatch<State> batch)
        {
            double lr = options.LearningRate!.Value;
            foreach (State state in batch.States) state.step++;
            AdamUpdate.Apply(
                new AdamUpdate.Batch(
                    batch.Parameters,
                    batch.Decayed(options.maximize!.Value, options.weight_decay!.Value),
                    batch.States.ConvertAll(state => state.exp_avg),
                    batch.States.ConvertAll(state => state.exp_avg_sq),
                    options.amsgrad!.Value ? batch.States.ConvertAll(state => state.max_exp_avg_sq!) : null,
                    batch.States.ConvertAll(state => state.step)),
                lr, options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
        }

        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public bool? amsgrad;
            public bool? maximize;

            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                var other = (Options)source;
                (beta1, beta2, eps) = (other.beta1, other.beta2, other.eps);
                (weight_decay, amsgrad, maximize) = (other.weight_decay, other.amsgrad, other.maximize);
            }

            internal void Complete(Options defaults)
            {
                beta1 ??= defaults.beta1;
                beta2 ??= defaults.beta2;
                eps ??= defaults.eps;
                weight_decay ??= defaults.weight_decay;
                amsgrad ??= defaults.amsgrad;
                maximize ??= defaults.maximize;
            }
        }

        public class ParamGroup : ParamGroup<Options>
        {
            public ParamGroup() => Options = new Options();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr,
                    beta1 = beta1,
                    beta2 = beta2,
                    eps = eps,
                    weight_decay = weight_decay,
                    amsgrad = amsgrad,
                    maximize = maximize,
                })
            {
            }
        }

        /// <summary>Steps taken, and running means of the gradient and of its square, shaped like the parameter.</summary>
        public class State : OptimizerState, IDisposable
        {
            public long step;
            public Tensor exp_avg = null!;
            public Tensor exp_avg_sq = null!;
            public Tensor? max_exp_avg_sq;

            public State(Parameter parameter) : base(parameter)
            {
            }

            public override void Initialize(OptimizerOptions options)
            {
                step = 0;
                exp_avg = Zeros();
                exp_avg_sq = Zeros();
                if (((Options)options).amsgrad == true) max_exp_avg_sq = Zeros();
            }

            public override void LoadStateDict(OptimizerState source)
            {
                var other = (State)source;
                using IDisposable _ = no_grad();
                step = other.step;
                exp_avg.copy_(other.exp_avg);
                exp_avg_sq.copy_(other.exp_avg_sq);
                if (other.max_exp_avg_sq is not null) max_exp_avg_sq?.copy_(other.max_exp_avg_sq);
            }

            public void Dispose() => Release();

            internal override void Release()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.Adam Adam(
                IEnumerable<Modules.Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Modules.Adam Adam(
                IEnumerable<Modules.Adam.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-08,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
