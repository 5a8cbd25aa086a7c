"""The national regulations by their full names, as every sentence, sheet and citation writes them."""

BRANCH_REGULATIONS = "《中国共产党支部工作条例（试行）》"
ADMISSION_REGULATIONS = "《中国共产党发展党员工作细则》"
ELECTION_REGULATIONS = "《中国共产党基层组织选举工作条例》"
EDUCATION_REGULATIONS = "《中国共产党党员教育管理工作条例》"
EDUCATION_PLAN = "《2019－2023年全国党员教育培训工作规划》"
# In force since; its own text could not be read, so nothing is quoted from it.
EDUCATION_PLAN_NOW = "《全国党员教育培训工作规划（2024—2028年）》"
